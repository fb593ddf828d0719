import { Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import type { Scope } from '../../api/contract';

const SCOPES: readonly { readonly scope: Scope; readonly words: string }[] = [
  { scope: 'scim:read', words: 'look people and groups up by SCIM' },
  { scope: 'scim:write', words: 'create, change and delete them by SCIM' },
  { scope: 'directory:read', words: 'read the directory' },
  { scope: 'directory:sign-in', words: 'find the person who signs in' },
  { scope: 'changes:read', words: 'follow what changes' },
  { scope: 'webhooks:manage', words: 'manage webhooks' },
];

const PRESETS: readonly {
  readonly value: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
}[] = [
  { value: 'provisioning', label: 'Provisioning', scopes: ['scim:read', 'scim:write'] },
  { value: 'reading', label: 'Reading', scopes: ['scim:read', 'directory:read', 'changes:read'] },
  { value: 'sign-in', label: 'Sign-in', scopes: ['directory:read', 'directory:sign-in'] },
];

export const PROVISIONING: readonly Scope[] = ['scim:read', 'scim:write'];

/** What a token may do: a preset, or scope by scope. */
export function ScopeField({
  scopes,
  onChange,
}: {
  scopes: readonly Scope[];
  onChange: (scopes: readonly Scope[]) => void;
}) {
  const preset = PRESETS.find(
    (each) => each.scopes.length === scopes.length && each.scopes.every((s) => scopes.includes(s)),
  );
  return (
    <Stack gap="xs" role="group" aria-label="What it may do">
      <Text size="sm" fw={600}>
        What it may do
      </Text>
      <SegmentedControl
        aria-label="Preset of scopes"
        value={preset?.value ?? 'own'}
        onChange={(value) => onChange(PRESETS.find((each) => each.value === value)?.scopes ?? scopes)}
        data={[
          ...PRESETS.map(({ value, label }) => ({ value, label })),
          { value: 'own', label: 'Own', disabled: preset !== undefined },
        ]}
      />
      {SCOPES.map(({ scope, words }) => (
        <Checkbox
          key={scope}
          size="sm"
          checked={scopes.includes(scope)}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope))
          }
          label={
            <>
              <code>{scope}</code> <span className="muted">{words}</span>
            </>
          }
        />
      ))}
    </Stack>
  );
}
