package io.aula.identity.account.signup;

/** A person who asked to join and whose address is not confirmed yet. */
record SignUp(String email, String displayName, String locale, String passwordHash) {}
