import { Button, Group, Radio, SimpleGrid, Stack, Stepper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call';
import type { Connect } from '../../api/contract';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { LinkButton } from '../../ui/route-link';
import { Loading } from '../../ui/states';
import { CredentialsStep } from './credentials-step';
import { FirstRequest } from './first-request';
import { MappingStep } from './mapping-step';
import { PRODUCTS } from './products';
import type { ProductId } from './products';
import { SamlStep } from './saml-step';
import { Steps } from './steps';

const route = getRouteApi('/connect');
const TITLES = ['Product', 'Application', 'Credentials', 'Mapping', 'Single sign-on', 'Start'] as const;

export function ConnectPage() {
  const connect = useQuery({
    queryKey: ['connect'],
    queryFn: ({ signal }) => call<Connect>('/connect', { signal }),
    // A wrong secret is told in the log once a minute, and events may be missed: so it is asked for, too.
    refetchInterval: ({ state }) => (state.data?.firstRequest ? 30_000 : 4_000),
  });
  return (
    <PageFrame
      title="Connect"
      about="Carry two values over, map a few attributes, and see the first request arrive."
    >
      <ProblemAlert error={connect.error} onRetry={() => void connect.refetch()} />
      {connect.isPending && <Loading lines={6} />}
      {connect.data && <Wizard connect={connect.data} />}
    </PageFrame>
  );
}

function Wizard({ connect }: { connect: Connect }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const product = PRODUCTS[isProduct(search.with) ? search.with : 'entra'];
  const step = Math.min(search.step ?? 0, TITLES.length - 1);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [step]);
  const go = (to: number): void =>
    void navigate({ search: { with: product.id, ...(to > 0 && { step: to }) } });
  const choose = (id: string): void =>
    void navigate({ search: { with: id, ...(step > 0 && { step }) }, replace: true });
  return (
    <>
      <FirstRequest connect={connect} product={product} />
      <Stepper active={step} onStepClick={go} size="sm" visibleFrom="md" aria-label="Steps">
        {TITLES.map((title) => (
          <Stepper.Step key={title} label={title} />
        ))}
      </Stepper>
      <section className="card" aria-labelledby="step">
        <Stack gap="md">
          <div>
            <Text size="sm" c="dimmed">
              Step {step + 1} of {TITLES.length}
              {step > 0 && ` · ${product.name}`}
            </Text>
            <Title order={2} size="h3" id="step" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
              {TITLES[step]}
            </Title>
          </div>
          {step === 0 && (
            <Radio.Group value={product.id} onChange={choose} label="Where are your people kept?">
              <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
                {Object.values(PRODUCTS).map(({ id, name, about }) => (
                  <Radio.Card key={id} value={id} p="md" radius="md" aria-label={name}>
                    <Group wrap="nowrap" align="flex-start" gap="sm">
                      <Radio.Indicator />
                      <div>
                        <Text fw={600}>{name}</Text>
                        <Text size="sm" c="dimmed">
                          {about}
                        </Text>
                      </div>
                    </Group>
                  </Radio.Card>
                ))}
              </SimpleGrid>
            </Radio.Group>
          )}
          {step === 1 && <Steps items={product.application} />}
          {step === 2 && <CredentialsStep connect={connect} product={product} />}
          {step === 3 && <MappingStep connect={connect} product={product} />}
          {step === 4 && <SamlStep connect={connect} product={product} />}
          {step === 5 && <Steps items={product.start} />}
          <Group justify="space-between" mt="sm">
            <Button variant="default" onClick={() => go(step - 1)} disabled={step === 0}>
              Back
            </Button>
            {step < TITLES.length - 1 ? (
              <Button onClick={() => go(step + 1)}>Next: {TITLES[step + 1]}</Button>
            ) : (
              <LinkButton to="/log">Watch the provisioning log</LinkButton>
            )}
          </Group>
        </Stack>
      </section>
    </>
  );
}

function isProduct(id: string | undefined): id is ProductId {
  return id !== undefined && id in PRODUCTS;
}
