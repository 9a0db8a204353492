package io.aula.gateway.executor;

/** The way to the subgraphs. Replies arrive on the caller's event loop, exactly once, also when nothing came back. */
public interface SubgraphClient {

    void send(SubgraphCall call, SubgraphReply reply);
}
