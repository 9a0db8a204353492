package io.aula.gateway.executor;

/** Told what an execution does; every method is called on the event loop and must return at once. */
public interface ExecutionListener {

    ExecutionListener NONE = new ExecutionListener() {};

    default void sent(String subgraph, int representations) {}

    default void failed(String subgraph, SubgraphFailure failure) {}

    default void finished(int responseBytes, boolean withErrors) {}
}
