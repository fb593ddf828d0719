import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import './styles/colors.css';
import './styles/page.css';
import './styles/rows.css';
import './styles/tables.css';
import './styles/chart.css';
import { App } from './app';

/** The server's nonce for style elements, which the component library makes at run time. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
setNonce(nonce);

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(<App nonce={nonce} />);
