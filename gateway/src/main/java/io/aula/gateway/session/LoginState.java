package io.aula.gateway.session;

import java.time.Instant;

/** A sign-in under way: what the callback must bring back, and where the person wanted to go. */
record LoginState(String state, String nonce, String verifier, String returnTo, Instant startedAt) {}
