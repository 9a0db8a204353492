import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/graphiql.css';
import { createRoot } from 'react-dom/client';
import { CSRF_HEADER } from '../src/lib/session';
import { Console, type Opened } from './console';
import './page.css';
import { holdUntilReady } from './ready';

const START = `# Your session's cookie signs you in here; a header {"authorization": "Bearer …"} does too.
{
  courses(first: 3) {
    nodes { title instructors { displayName } alsoSeen(first: 3) { support course { title } } }
  }
}
`;

const startOf = (opened: Opened) => `# Signed in as yourself with what ${opened.name.replace(/\s+/g, ' ')} may ask for:
# ${opened.scopes.join(' ')}
{
  viewer { user { displayName } scopes }
}
`;

const subscriptionUrl = `${location.origin.replace(/^http/, 'ws')}/graphql`;

/** With the session's cookie, and all that it opens. */
const asSession = () => createGraphiQLFetcher({ url: '/graphql', headers: { ...CSRF_HEADER }, subscriptionUrl });

/** With a program's token in the place of the cookie. */
const asProgram = (program: Console) => {
  const authorization = async () => `Bearer ${(await program.token()).accessToken}`;
  return createGraphiQLFetcher({
    url: '/graphql',
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', await authorization());
      // Without the cookie, so that nothing but the token speaks.
      return fetch(input, { ...init, headers, credentials: 'omit' });
    },
    subscriptionUrl,
    wsConnectionParams: async () => ({ authorization: await authorization() }),
  });
};

function show(fetcher: ReturnType<typeof createGraphiQLFetcher>, query?: string) {
  const root = document.getElementById('root');
  if (!root) return;
  holdUntilReady(root);
  createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={START} query={query} />);
}

function say(text: string) {
  const root = document.getElementById('root');
  const line = document.createElement('p');
  line.setAttribute('role', 'alert');
  line.className = 'refused';
  line.textContent = text;
  root?.replaceChildren(line);
}

async function openProgram(clientId: string) {
  const program = new Console(clientId);
  try {
    const opened = await program.token();
    document.title = `${opened.name} · GraphiQL · Aula`;
    show(asProgram(program), startOf(opened));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

const clientId = new URLSearchParams(location.search).get('client');
if (clientId) void openProgram(clientId);
else show(asSession());
