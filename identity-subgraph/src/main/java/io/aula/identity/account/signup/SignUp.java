package io.aula.identity.account.signup;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.visit.Destination;
import java.util.Optional;

/** A person who asked to join and whose address is not confirmed yet. */
record SignUp(
        EmailAddress email,
        String displayName,
        String locale,
        String passwordHash,
        Optional<Destination> destination) {}
