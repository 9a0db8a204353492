package io.aula.gateway.edge;

/** What a request takes of the memory that all requests share, in bytes, while it is under way. */
final class RequestCost {

    /** Its plan's run, its calls and buffers, however small it is. */
    private static final int LEAST = 8 << 10;
    /** A body is there as it came, as text, as values and as what subgraphs get of it. */
    private static final int COPIES = 4;

    private RequestCost() {}

    static long of(int bodyBytes) {
        return LEAST + (long) COPIES * bodyBytes;
    }
}
