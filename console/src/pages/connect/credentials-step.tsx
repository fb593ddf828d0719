import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Connect } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { CopyField } from '../../ui/copy';
import { LinkButton } from '../../ui/route-link';
import { CreateToken } from '../tokens/create-token';
import { works } from '../tokens/token-table';
import { tokensQuery } from '../tokens/tokens-query';
import type { Product } from './products';
import { Steps } from './steps';

interface StepProps {
  readonly connect: Connect;
  readonly product: Product;
}

/** The two values to carry over. The token is made here, for it is shown only once. */
export function CredentialsStep({ connect: { tenantUrl }, product }: StepProps) {
  const { urlField, tokenField, credentials, afterCredentials } = product;
  const refusal = useRefusal('manage-tokens');
  const tokens = useQuery(tokensQuery);
  const [isCreating, setCreating] = useState(false);
  const live = (tokens.data?.items ?? []).filter(works).length;
  return (
    <Stack gap="md">
      <Steps items={credentials} />
      <Stack gap="md" maw="40rem">
        <CopyField label={urlField} value={tenantUrl} />
        <div>
          <Text size="sm" fw={600}>
            {tokenField}
          </Text>
          <Text size="sm" c="dimmed" mb={6}>
            {live === 0
              ? 'There is no token that works yet. Make one; it is shown only once.'
              : `There ${live === 1 ? 'is a token' : `are ${live} tokens`} already. Each was shown once, when it was made; if you did not keep it, make another.`}
          </Text>
          <Group gap="xs">
            <ActButton
              refusal={refusal}
              variant={live === 0 ? 'filled' : 'default'}
              onClick={() => setCreating(true)}
            >
              Make a {tokenField}
            </ActButton>
            {live > 0 && (
              <LinkButton to="/tokens" variant="subtle">
                See the tokens
              </LinkButton>
            )}
          </Group>
        </div>
      </Stack>
      <Steps items={afterCredentials} start={credentials.length + 1} />
      {isCreating && <CreateToken fieldName={tokenField} onClose={() => setCreating(false)} />}
    </Stack>
  );
}
