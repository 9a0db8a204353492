package io.aula.gateway.edge;

import io.aula.gateway.executor.ByteBudget;
import io.aula.gateway.executor.JsonBuffer;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** One operation of a socket, by its id. */
final class SocketOperation implements Outcome, EventSink {

    private final SocketHandler socket;
    private final ChannelHandlerContext ctx;
    private final String id;
    private @Nullable SubscriptionRun run;
    private boolean cancelled;
    private Runnable giveBack = () -> {};

    SocketOperation(SocketHandler socket, ChannelHandlerContext ctx, String id) {
        this.socket = socket;
        this.ctx = ctx;
        this.id = id;
    }

    /** False if there is no room for it; what it takes is given back at its end. */
    boolean takeRoom(ByteBudget budget, long bytes) {
        if (!budget.take(bytes)) {
            return false;
        }
        giveBack = () -> budget.give(bytes);
        return true;
    }

    private void leaveRoom() {
        giveBack.run();
        giveBack = () -> {};
    }

    void cancel() {
        cancelled = true;
        leaveRoom();
        if (run != null) {
            run.cancel();
        }
    }

    @Override
    public void refused(Refusal refusal) {
        failed(refusal.errors());
    }

    @Override
    public void answered(JsonBuffer response) {
        next(response);
        completed();
    }

    @Override
    public void stream(StreamStart start) {
        if (cancelled) {
            return;
        }
        run = start.open(this);
    }

    @Override
    public void next(JsonBuffer response) {
        if (!cancelled) {
            socket.send(
                    ctx,
                    message("next", response.length())
                            .raw(",\"payload\":")
                            .put(response.bytes(), 0, response.length())
                            .put('}'));
        }
    }

    @Override
    public void failed(byte[] errors) {
        if (!cancelled) {
            socket.send(
                    ctx,
                    message("error", errors.length)
                            .raw(",\"payload\":")
                            .put(errors)
                            .put('}'));
        }
        end();
    }

    @Override
    public void completed() {
        if (!cancelled) {
            socket.send(ctx, message("complete", 0).put('}'));
        }
        end();
    }

    private void end() {
        cancelled = true;
        leaveRoom();
        socket.ended(id, this);
    }

    private JsonBuffer message(String type, int room) {
        return new JsonBuffer(room + 64).raw("{\"id\":").string(id).raw(",\"type\":\"" + type + "\"");
    }
}
