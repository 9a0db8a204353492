package io.aula.identity.authserver.client;

/** What is wrong with what a person says of a program of theirs. */
sealed interface ClientFault {
    /** @param most characters */
    record NameLength(int most) implements ClientFault {}

    /** It would be taken for one of ours. */
    record NameOfOurs() implements ClientFault {}

    record NoScope() implements ClientFault {}

    /** None of the scopes there are, or one for staff alone. */
    record UnknownScope(String scope) implements ClientFault {}

    record TooManyAddresses(int most) implements ClientFault {}

    /** @param argument of the input */
    record Address(String argument, String address, AddressFault fault) implements ClientFault {}

    /** @param mostDays from now */
    record EndOutOfRange(int mostDays) implements ClientFault {}

    /** @param mostHours of the secret before */
    record OverlapOutOfRange(int mostHours) implements ClientFault {}

    record KeyInvalid() implements ClientFault {}
}
