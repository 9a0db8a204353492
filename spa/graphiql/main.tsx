import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/graphiql.css';
import { createRoot } from 'react-dom/client';
import { CSRF_HEADER } from '../src/lib/session';
import './page.css';

const START = `# Your session's cookie signs you in here; a header {"authorization": "Bearer …"} does too.
{
  courses(first: 3) {
    nodes { title instructors { displayName } alsoSeen(first: 3) { support course { title } } }
  }
}
`;

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  headers: { ...CSRF_HEADER },
  subscriptionUrl: `${location.origin.replace(/^http/, 'ws')}/graphql`,
});

const root = document.getElementById('root');
if (root) createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={START} />);
