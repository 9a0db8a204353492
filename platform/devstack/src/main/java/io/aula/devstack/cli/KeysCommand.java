package io.aula.devstack.cli;

import io.aula.devstack.StackEnvironment;
import tools.jackson.databind.JsonNode;

/** {@code bin/rotate-keys}: has identity sign tokens with another key. */
final class KeysCommand {
    private static final InternalAct ACT = new InternalAct("rotate-keys", "identity", "/internal/signing-keys");

    private final StackEnvironment environment;

    KeysCommand(StackEnvironment environment) {
        this.environment = environment;
    }

    String run() {
        JsonNode rotation = ACT.carriedOut(environment);
        return "the key " + rotation.path("kid").asString() + " is published and signs from "
                + rotation.path("signsFrom").asString() + " on; tokens of those before are good until "
                + rotation.path("verifiesUntil").asString();
    }
}
