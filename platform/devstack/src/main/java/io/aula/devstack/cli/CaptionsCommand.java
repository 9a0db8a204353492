package io.aula.devstack.cli;

import io.aula.devstack.StackEnvironment;

/** {@code bin/captions}: has the videos listened to that could not be heard, or that nobody asked for. */
final class CaptionsCommand {
    private static final InternalAct ACT = new InternalAct("captions", "courses", "/internal/captions");

    private final StackEnvironment environment;

    CaptionsCommand(StackEnvironment environment) {
        this.environment = environment;
    }

    String run() {
        int asked = ACT.carriedOut(environment).path("asked").asInt();
        return asked == 1 ? "1 video is listened to" : asked + " videos are listened to";
    }
}
