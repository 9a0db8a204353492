import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const walls = (files, forbidden, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message }] }] },
});

export default tseslint.config(
  { ignores: ['dist', 'src/gql', 'dev', 'test-output'] },
  ...tseslint.configs.recommended,
  hooks.configs.flat.recommended,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    // A cast is a claim the compiler cannot check: only lib/ may make one.
    files: ['src/app/**', 'src/features/**', 'src/components/**'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  // app → features → components → lib; a feature never imports another.
  walls(['src/features/**'], '^@/(features|app)/|^\\.\\./\\.\\./', 'A feature imports only its own folder, components, lib and gql.'),
  walls(['src/components/**'], '^@/(features|app)/', 'Components know no feature.'),
  walls(['src/lib/**'], '^@/(features|app|components)/', 'lib is the floor: it imports nothing above it.'),
);
