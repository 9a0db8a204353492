package io.aula.identity.authserver.client;

import io.aula.identity.integrator.OwnedClient;
import org.jspecify.annotations.Nullable;

/** What came of making a client, changing it, or ending it. */
sealed interface ClientOutcome {
    /** @param secret shown this once; null where none was made now */
    record Stands(OwnedClient client, @Nullable String secret) implements ClientOutcome {
        @Override
        public String toString() {
            return "Stands[" + client.id() + "]";
        }
    }

    record Removed(String id) implements ClientOutcome {}

    sealed interface Refused extends ClientOutcome {}

    record Wrong(ClientFault fault) implements Refused {}

    record NoSuchClient(String id) implements Refused {}

    /** Programs on people's devices keep none. */
    record HasNoSecret() implements Refused {}

    record TooMany(int most) implements Refused {}

    /** So many are good beside one another that nobody knows which is used. */
    record TooManySecrets(int most) implements Refused {}

    record KeyReused() implements Refused {}
}
