package io.aula.identity.authserver.refresh;

/** Who hears that a spent refresh token came back. */
@FunctionalInterface
interface TheftAlarm {
    /** In the transaction that revokes the family. */
    void raise(RefreshTokens.Owner owner);
}
