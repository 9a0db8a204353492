import { ApolloLink } from '@apollo/client';
import { from, mergeMap, of } from 'rxjs';
import { passwordProved, ThoughtBetter } from './asking';

const CODE = 'REAUTHENTICATION_REQUIRED';
const wantsPassword = (answer: ApolloLink.Result) => answer.errors?.some((error) => error.extensions?.code === CODE) === true;

async function proved() {
  if (!(await passwordProved())) throw new ThoughtBetter();
}

/** Where an act wants the password again it is asked for, and the same is sent once more: what acts need not know. */
export const stepUpLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(mergeMap((answer) => (wantsPassword(answer) ? from(proved()).pipe(mergeMap(() => forward(operation))) : of(answer)))),
);
