package io.aula.identity.integrator;

/** What sort of program a client is, hence how it can prove itself. */
public enum ClientKind {
    /** Our gateway, which keeps the tokens of a browser's session. */
    WEB_SESSION,
    /** An app on somebody's device, which can keep no secret. */
    NATIVE,
    /** A server of somebody else's. */
    CONFIDENTIAL,
    /** A personal token: a script of its owner's, which acts for them alone until its secret ends. */
    PERSONAL
}
