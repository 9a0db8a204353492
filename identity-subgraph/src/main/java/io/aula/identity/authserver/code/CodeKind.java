package io.aula.identity.authserver.code;

/** The two kinds of one-time code that a client redeems at the token endpoint. */
enum CodeKind {
    /** RFC 6749 §4.1. */
    AUTHORIZATION_CODE,
    /** RFC 8628. */
    DEVICE_CODE
}
