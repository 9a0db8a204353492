package io.aula.devstack.supervisor;

/** Where a component is in its life. */
enum State {
    STOPPED,
    WAITING,
    STARTING,
    HEALTHY,
    UNHEALTHY,
    STOPPING,
    CRASHED;

    boolean hasFailed() {
        return this == CRASHED || this == UNHEALTHY;
    }

    boolean isOnItsWay() {
        return this == WAITING || this == STARTING;
    }
}
