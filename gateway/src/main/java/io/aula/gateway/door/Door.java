package io.aula.gateway.door;

import io.aula.gateway.executor.ByteBudget;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The way in of every connection, the same for the engine alone and for the platform's gateway; one for all channels. */
public final class Door {

    private static final String HELD = "door-held";
    private static final String TURNS = "door-turns";
    /** What a connection takes of the heap even if it never says a word. */
    private static final long CONNECTION_BYTES = 16 << 10;

    private final ByteBudget budget;
    private final int maxConnections;
    private final AtomicInteger connections = new AtomicInteger();
    private final int maxFarewells;
    private final Map<EventExecutor, Rounds> rounds = new ConcurrentHashMap<>();
    private final Map<EventExecutor, Farewells> farewells = new ConcurrentHashMap<>();

    public Door(ByteBudget budget) {
        this(budget, (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / CONNECTION_BYTES));
    }

    Door(ByteBudget budget, int maxConnections) {
        this(budget, maxConnections, Farewells.MOST);
    }

    /** {@code maxFarewells} for each event loop. */
    Door(ByteBudget budget, int maxConnections, int maxFarewells) {
        this.budget = budget;
        this.maxConnections = maxConnections;
        this.maxFarewells = maxFarewells;
    }

    /** Puts our codec in the place of that name, or at the end, and what else belongs to the door around it; then {@code first}. */
    public void install(ChannelPipeline pipeline, String codec, String name, ChannelHandler first) {
        if (pipeline.get(codec) == null) {
            pipeline.addLast(codec, codec());
        } else {
            pipeline.replace(codec, codec, codec());
        }
        var held = new HeldBytes(budget, connections, maxConnections);
        pipeline.addBefore(codec, HELD, held);
        pipeline.addAfter(codec, TURNS, new Turns(this, budget, held));
        pipeline.addAfter(TURNS, name, first);
    }

    /** The connection speaks HTTP no longer: no turns and no pace, but what it holds still counts. */
    public static void leaveHttp(ChannelPipeline pipeline) {
        pipeline.remove(TURNS);
    }

    static HttpServerCodec codec() {
        return new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(Heads.LINE_BYTES)
                .setMaxHeaderSize(Heads.HEAD_BYTES)
                .setHeadersFactory(RequestHeaders.FACTORY));
    }

    Rounds rounds(EventExecutor loop) {
        return rounds.computeIfAbsent(loop, Rounds::new);
    }

    Farewells farewells(EventExecutor loop) {
        return farewells.computeIfAbsent(loop, _ -> new Farewells(maxFarewells));
    }
}
