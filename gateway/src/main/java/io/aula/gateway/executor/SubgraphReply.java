package io.aula.gateway.executor;

/** What became of a {@link SubgraphCall}. */
public interface SubgraphReply {

    void answered(byte[] body, int length);

    void failed(SubgraphFailure failure);
}
