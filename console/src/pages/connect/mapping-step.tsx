import { Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Connect, Settings } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { CopyIcon } from '../../ui/copy';
import { ProblemAlert } from '../../ui/problem-alert';
import type { Product } from './products';
import { Steps } from './steps';

export function MappingStep({ connect, product }: { connect: Connect; product: Product }) {
  const { mapping, groupProvisioning } = connect;
  const isServers = product.sourceHeading !== undefined;
  const refusal = useRefusal('settings');
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (on: boolean) =>
      call<Settings>('/settings', { method: 'PATCH', body: { groupProvisioning: on } }),
    onSuccess: async (saved) => {
      queries.setQueryData(['settings'], saved);
      await queries.invalidateQueries({ queryKey: ['connect'] });
    },
  });
  const isOn = save.isPending ? save.variables : groupProvisioning;
  return (
    <Stack gap="md">
      <Switch
        label="Provision groups too"
        description={refusal ?? 'Most tenants need people only. You can change this at any time.'}
        checked={isOn}
        disabled={refusal !== undefined}
        onChange={({ currentTarget }) => save.mutate(currentTarget.checked)}
      />
      <ProblemAlert error={save.error} />
      <Steps items={[isOn ? product.groupsOn : product.groupsOff, product.attributes]} />
      <div className="card bare">
        <table className="table stack">
          <thead>
            <tr>
              <th scope="col">{product.targetHeading}</th>
              {isServers && (
                <>
                  <th scope="col">{product.sourceHeading}</th>
                  <th scope="col">Note</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {mapping.map(({ target, source, note }) => (
              <tr key={target}>
                <td data-label={product.targetHeading}>
                  <Copyable text={target} />
                </td>
                {isServers && (
                  <>
                    <td data-label={product.sourceHeading}>
                      <Copyable text={source} />
                    </td>
                    <td data-label="Note" className="muted">
                      {note}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isServers && (
        <Text size="sm" c="dimmed">
          The values come from the mapping screen of {product.called}.
        </Text>
      )}
      <Text size="sm" c="dimmed">
        People without a value for the matching attribute are left out by your identity provider.
      </Text>
    </Stack>
  );
}

function Copyable({ text }: { text: string }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, maxWidth: '100%' }}>
      <code>{text}</code>
      <CopyIcon value={text} label={text} />
    </span>
  );
}
