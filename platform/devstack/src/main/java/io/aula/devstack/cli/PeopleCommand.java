package io.aula.devstack.cli;

import io.aula.devstack.StackEnvironment;

/** {@code bin/tell-people}: has identity tell the others of everybody once more. */
final class PeopleCommand {
    private static final InternalAct ACT = new InternalAct("tell-people", "identity", "/internal/people");

    private final StackEnvironment environment;

    PeopleCommand(StackEnvironment environment) {
        this.environment = environment;
    }

    String run() {
        int told = ACT.carriedOut(environment).path("told").asInt();
        return told == 1 ? "1 person is told of again" : told + " people are told of again";
    }
}
