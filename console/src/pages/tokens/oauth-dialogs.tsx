import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { call } from '../../api/call';
import type { NewClientSecret, OAuthClient, Scope } from '../../api/contract';
import { ConsoleModal } from '../../ui/confirm';
import { CopyField } from '../../ui/copy';
import { ProblemAlert } from '../../ui/problem-alert';
import { PROVISIONING, ScopeField } from './scope-field';
import { ShowSecret } from './show-secret';

interface DialogProps {
  readonly client: OAuthClient;
  readonly onClose: () => void;
}

export function CreateClient({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(PROVISIONING);
  const create = useAct<OAuthClient>('/oauth-clients', onClose);
  return (
    <Form
      title="Create an OAuth client"
      act="Create client"
      isBusy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate({ name, scopes })}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        required
        maxLength={200}
        data-autofocus
      />
      <ScopeField scopes={scopes} onChange={setScopes} />
    </Form>
  );
}

export function AddSecret({ client, onClose }: DialogProps) {
  const [days, setDays] = useState('365');
  const add = useAct<NewClientSecret>(`/oauth-clients/${client.id}/secrets`, () => undefined);
  if (add.data) {
    return (
      <ShowSecret
        title="The client's secret"
        fieldName="Client Secret"
        secret={add.data.secret}
        onStored={onClose}
      >
        <CopyField label="Client Identifier" value={add.data.clientId} />
        <CopyField label="Token Endpoint" value={add.data.tokenUrl} />
      </ShowSecret>
    );
  }
  return (
    <Form
      title={`Add a secret to ${client.name}`}
      act="Add secret"
      isBusy={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate({ expiresInDays: Number(days) })}
      onClose={onClose}
    >
      <NativeSelect
        label="Expires after"
        value={days}
        onChange={({ currentTarget }) => setDays(currentTarget.value)}
        data={['30', '90', '180', '365', '730', '1095'].map((value) => ({ value, label: `${value} days` }))}
        data-autofocus
      />
    </Form>
  );
}

export function AddFederation({ client, onClose }: DialogProps) {
  const [values, setValues] = useState({ issuer: '', subject: '', audience: '' });
  const add = useAct<unknown>(`/oauth-clients/${client.id}/federations`, onClose);
  const field = (name: keyof typeof values, label: string, description: string): ReactNode => (
    <TextInput
      label={label}
      description={description}
      value={values[name]}
      onChange={({ currentTarget: { value } }) => setValues((old) => ({ ...old, [name]: value }))}
      required
    />
  );
  return (
    <Form
      title={`Let another identity stand for ${client.name}`}
      act="Add federation"
      isBusy={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate(values)}
      onClose={onClose}
    >
      {field(
        'issuer',
        'Issuer',
        'The claim iss, to the letter, such as https://login.microsoftonline.com/<directory id>/v2.0',
      )}
      {field('subject', 'Subject', 'The claim sub: in Entra, the object id of the service principal')}
      {field('audience', 'Audience', 'The claim aud: in Entra, the application id as a bare GUID')}
    </Form>
  );
}

function useAct<Answer>(path: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => call<Answer>(path, { method: 'POST', body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['oauth-clients'] });
      onDone();
    },
  });
}

interface FormProps {
  readonly title: string;
  readonly act: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly children: ReactNode;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

function Form({ title, act, isBusy, error, children, onSubmit, onClose }: FormProps) {
  return (
    <ConsoleModal opened title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack gap="md">
          {children}
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </ConsoleModal>
  );
}
