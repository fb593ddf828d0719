import { Group, NativeSelect, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import type { Settings } from '../../api/contract';
import { Problem } from '../../api/problem';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { Note } from '../../ui/note';
import { ProblemAlert } from '../../ui/problem-alert';
import { Loading } from '../../ui/states';
import { RateLimit } from './rate-limit';
import { settingsQuery } from './settings-query';

type Draft = Partial<
  Pick<Settings, 'groupProvisioning' | 'defaultTimezone' | 'dialect' | 'repeatedCreate' | 'requestLogDays'>
>;

export function GeneralSettings() {
  const settings = useQuery(settingsQuery);
  if (settings.isPending) return <Loading />;
  if (settings.data === undefined) {
    return <ProblemAlert error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  return <SettingsForm settings={settings.data} />;
}

function SettingsForm({ settings }: { settings: Settings }) {
  const queries = useQueryClient();
  const refusal = useRefusal('settings');
  const [draft, setDraft] = useState<Draft>({});
  const save = useMutation({
    mutationFn: () => call<Settings>('/settings', { method: 'PATCH', body: draft }),
    onSuccess: (saved) => {
      queries.setQueryData(['settings'], saved);
      setDraft({});
    },
  });
  const now = { ...settings, ...draft };
  const set = (change: Draft): void => {
    save.reset();
    setDraft({ ...draft, ...change });
  };
  const problemOf = (field: string): string | undefined =>
    save.error instanceof Problem ? (save.error.of(field) ?? save.error.of(`settings.${field}`)) : undefined;
  const isReadOnly = refusal !== undefined;
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReadOnly) save.mutate();
      }}
    >
      <Stack gap="lg" maw="36rem">
        {isReadOnly && (
          <Text size="sm" c="dimmed">
            {refusal}
          </Text>
        )}
        <Select
          label="Default time zone"
          description="For people who come without one. Later changes do not touch who is here already."
          value={now.defaultTimezone}
          onChange={(value) => value !== null && set({ defaultTimezone: value })}
          data={[...new Set([now.defaultTimezone, ...settings.timeZones])]}
          searchable
          limit={200}
          allowDeselect={false}
          disabled={isReadOnly}
          error={problemOf('defaultTimezone')}
        />
        <Switch
          label="Group provisioning"
          description="On: your identity provider may send groups too. Off: groups from before are kept, and hidden."
          checked={now.groupProvisioning}
          onChange={({ currentTarget }) => set({ groupProvisioning: currentTarget.checked })}
          disabled={isReadOnly}
        />
        <NativeSelect
          label="Dialect"
          description="Strict takes RFC 7644 by its letter. It is not for Microsoft Entra ID."
          value={now.dialect}
          onChange={({ currentTarget }) => set({ dialect: currentTarget.value as Settings['dialect'] })}
          data={[
            { value: 'tolerant', label: 'Tolerant – for Microsoft Entra ID' },
            { value: 'strict', label: 'Strict' },
          ]}
          disabled={isReadOnly}
          error={problemOf('dialect')}
        />
        <NativeSelect
          label="When the same create comes again"
          description="Entra repeats a create whose answer was lost on the way."
          value={now.repeatedCreate}
          onChange={({ currentTarget }) =>
            set({ repeatedCreate: currentTarget.value as Settings['repeatedCreate'] })
          }
          data={[
            { value: 'conflict', label: 'Refuse it, and say who is there (409)' },
            { value: 'return-existing', label: 'Answer with the person who is there' },
          ]}
          disabled={isReadOnly}
          error={problemOf('repeatedCreate')}
        />
        <NumberInput
          label="Keep the provisioning log for (days)"
          description="Older requests are removed by themselves."
          value={now.requestLogDays}
          onChange={(value) => typeof value === 'number' && set({ requestLogDays: value })}
          min={1}
          max={365}
          allowDecimal={false}
          disabled={isReadOnly}
          error={problemOf('requestLogDays')}
        />
        <RateLimit limit={settings.rateLimit} />
        <ProblemAlert error={save.error} />
        {save.isSuccess && Object.keys(draft).length === 0 && (
          <Note tone="good" role="status" title="Saved" />
        )}
        <Group>
          <ActButton
            type="submit"
            refusal={refusal ?? (Object.keys(draft).length === 0 ? 'Nothing is changed yet.' : undefined)}
            loading={save.isPending}
          >
            Save
          </ActButton>
        </Group>
      </Stack>
    </form>
  );
}
