package io.aula.gateway.planner;

/** No subgraph can answer a selected field from where the operation reaches it. */
public final class PlanningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PlanningException(String reason) {
        super(reason);
    }
}
