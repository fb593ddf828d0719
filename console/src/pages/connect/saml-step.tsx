import { Group, List, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import type { Connect, SamlCheck } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { CopyIcon } from '../../ui/copy';
import { Note } from '../../ui/note';
import { ProblemAlert } from '../../ui/problem-alert';
import { LinkAnchor } from '../../ui/route-link';
import type { Product } from './products';

/** The claims of single sign-on, and a try of whom they lead to. */
export function SamlStep({ connect: { saml }, product }: { connect: Connect; product: Product }) {
  const refusal = useRefusal('connect');
  const [claims, setClaims] = useState('');
  const check = useMutation({
    mutationFn: () => call<SamlCheck>('/connect/saml-check', { method: 'POST', body: { claims } }),
  });
  return (
    <Stack gap="md">
      <Text>Single sign-on finds the person whom provisioning made. {product.claimsHow}</Text>
      <div className="card bare">
        <table className="table stack">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Source attribute</th>
            </tr>
          </thead>
          <tbody>
            {saml.map(({ claim, source }) => (
              <tr key={claim}>
                <td data-label="Name">
                  <code>{claim}</code> <CopyIcon value={claim} label={claim} />
                </td>
                <td data-label="Source attribute">
                  <ClaimSource claim={claim} source={sourceOf(product, claim, source)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (refusal === undefined) check.mutate();
        }}
      >
        <Stack gap="sm">
          <Textarea
            label="Whom do these claims lead to?"
            description="Paste what the test of single sign-on shows: lines of name: value, JSON, or the AttributeStatement in XML."
            value={claims}
            onChange={({ currentTarget }) => setClaims(currentTarget.value)}
            autosize
            minRows={4}
            maxRows={12}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.85rem' } }}
          />
          <Group>
            <ActButton
              type="submit"
              variant="default"
              refusal={refusal ?? (claims.trim() === '' ? 'Paste the claims first.' : undefined)}
              loading={check.isPending}
            >
              Check the claims
            </ActButton>
          </Group>
        </Stack>
      </form>
      <ProblemAlert error={check.error} />
      {check.data && <Result check={check.data} />}
    </Stack>
  );
}

/** How the product calls what a claim is taken from; `undefined` when that is not known. */
function sourceOf({ claimSources }: Product, claim: string, source: string): string | undefined {
  return claimSources === undefined ? source : claimSources[claim];
}

const NEUTRAL: Readonly<Record<string, string>> = {
  userUniqueId: 'the same value that is sent as externalId',
  firstName: 'the first name',
  lastName: 'the last name',
  email: 'the e-mail address',
};

function ClaimSource({ claim, source }: { claim: string; source: string | undefined }) {
  if (source === undefined) return <>{NEUTRAL[claim] ?? ''}</>;
  return (
    <>
      <code>{source}</code> <CopyIcon value={source} label={source} />
    </>
  );
}

function Result({ check: { person, why, problems, advice } }: { check: SamlCheck }) {
  return (
    <Note
      role="status"
      tone={person === null ? 'warn' : 'good'}
      title={
        person === null ? 'They lead to nobody' : `They lead to ${person.displayName ?? person.userName}`
      }
    >
      <Stack gap="xs">
        <Text size="sm">{why}</Text>
        {problems.length > 0 && (
          <List size="sm">
            {problems.map(({ claim, words }) => (
              <List.Item key={claim + words}>
                <code>{claim}</code> {words}
              </List.Item>
            ))}
          </List>
        )}
        {advice.map((words) => (
          <Text size="sm" key={words}>
            {words}
          </Text>
        ))}
        {person !== null && (
          <LinkAnchor to="/people/$id" params={{ id: person.id }} size="sm" underline="always">
            Show this person
          </LinkAnchor>
        )}
      </Stack>
    </Note>
  );
}
