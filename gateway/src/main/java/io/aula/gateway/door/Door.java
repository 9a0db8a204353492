package io.aula.gateway.door;

import io.aula.gateway.executor.ByteBudget;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The way in of every connection, the same for the engine alone and for the platform's gateway; one for all channels. */
public final class Door {

    private static final String HELD = "door-held";
    private static final String WRITER = "door-answers";
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

    /** Puts our reader in the codec's place of that name, or at the end, and what else belongs to the door around it; then {@code first}. */
    public void install(ChannelPipeline pipeline, String codec, String name, ChannelHandler first) {
        var reader = new RequestReader();
        if (pipeline.get(codec) == null) {
            pipeline.addLast(codec, reader);
        } else {
            pipeline.replace(codec, codec, reader);
        }
        var held = new HeldBytes(budget, connections, maxConnections, reader);
        var writer = new AnswerWriter();
        pipeline.addBefore(codec, HELD, held);
        pipeline.addAfter(codec, WRITER, writer);
        pipeline.addAfter(WRITER, TURNS, new Turns(this, budget, held, writer));
        pipeline.addAfter(TURNS, name, first);
    }

    /** The connection speaks HTTP no longer: no turns and no pace, but what it holds still counts. */
    public static void leaveHttp(ChannelPipeline pipeline) {
        pipeline.remove(TURNS);
    }

    Rounds rounds(EventExecutor loop) {
        return rounds.computeIfAbsent(loop, Rounds::new);
    }

    Farewells farewells(EventExecutor loop) {
        return farewells.computeIfAbsent(loop, _ -> new Farewells(maxFarewells));
    }
}
