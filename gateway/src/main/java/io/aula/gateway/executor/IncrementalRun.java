package io.aula.gateway.executor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends an answer in parts: the first when its fetches are over, each later one when its own are. Parts that the caller's variables
 * switch off come with the part around them.
 */
final class IncrementalRun {

    private final PlanExecution execution;
    private final Step.Deferred plan;
    private final IncrementalFormat format;
    private final IncrementalSink sink;
    private final Set<Integer> later;
    private final Postponed postponed = new Postponed();
    private final Set<Integer> running = new HashSet<>();

    IncrementalRun(
            PlanExecution execution,
            Step.Deferred plan,
            Variables variables,
            IncrementalFormat format,
            IncrementalSink sink) {
        this.execution = execution;
        this.plan = plan;
        this.format = format;
        this.sink = sink;
        this.later = plan.parts().stream()
                .filter(part -> part.switchedBy().map(variables::isOn).orElse(true))
                .map(Step.Part::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    void start() {
        execution.run(plan.primary(), () -> withUnswitched(0, this::first));
    }

    /** Runs the parts of {@code parent} that come with it, one after the other, and theirs. */
    private void withUnswitched(int parent, Runnable next) {
        var together = plan.parts().stream()
                .filter(part -> part.parent() == parent && !later.contains(part.id()))
                .toList();
        runAll(together, 0, next);
    }

    private void runAll(List<Step.Part> parts, int from, Runnable next) {
        if (from == parts.size()) {
            next.run();
            return;
        }
        var part = parts.get(from);
        execution.run(part.step(), () -> withUnswitched(part.id(), () -> runAll(parts, from + 1, next)));
    }

    private void first() {
        var out = new JsonBuffer(4096);
        execution.writeResponse(out, execution.shape(later), postponed);
        var starting = following(0);
        forget(0);
        announce(out, 0);
        end(out, starting);
    }

    /** Later parts right below {@code parent}, or below what came with it, of which there is something to send. */
    private List<Step.Part> following(int parent) {
        return plan.parts().stream()
                .filter(part -> later.contains(part.id()) && sentWith(part.parent()) == parent)
                .filter(part -> postponed.has(part.id()))
                .toList();
    }

    private int sentWith(int id) {
        var part = id;
        while (part != 0 && !later.contains(part)) {
            part = plan.part(part).parent();
        }
        return part;
    }

    /** Nothing may be announced that never comes. */
    private void forget(int parent) {
        var expected = following(parent).stream().map(Step.Part::id).collect(Collectors.toSet());
        later.stream()
                .filter(part -> sentWith(plan.part(part).parent()) == parent && !expected.contains(part))
                .forEach(postponed::take);
    }

    private void deliver(Step.Part part) {
        running.remove(part.id());
        var items = postponed.take(part.id());
        var known = postponed.size();
        var out = new JsonBuffer(1024).raw("{\"incremental\":[");
        var completed = new JsonBuffer(64);
        var separate = false;
        for (var item : items) {
            var start = out.length();
            out.raw(separate ? ",{" : "{");
            var written = content(out, part, item);
            completed.raw(completed.length() == 0 ? "" : ",").raw("{\"id\":\"" + item.id() + "\"");
            if (!written && format == IncrementalFormat.PENDING) {
                out.truncate(start);
                execution.takeErrors(completed);
            } else {
                execution.takeErrors(out);
                out.put('}');
                separate = true;
            }
            completed.put('}');
        }
        out.put(']');
        var starting = following(part.id());
        forget(part.id());
        if (format == IncrementalFormat.PENDING) {
            out.raw(",\"completed\":[")
                    .put(completed.bytes(), 0, completed.length())
                    .put(']');
        }
        announce(out, known);
        end(out, starting);
    }

    /** False if a null where none may be leaves nothing of the part. */
    private boolean content(JsonBuffer out, Step.Part part, Postponed.Item item) {
        if (format == IncrementalFormat.PENDING) {
            out.raw("\"id\":\"" + item.id() + "\",");
        } else {
            part.label().ifPresent(label -> out.raw("\"label\":").string(label).put(','));
            out.raw("\"path\":[");
            item.trail().write(out);
            out.raw("],");
        }
        out.raw("\"data\":");
        return execution.writeObject(out, item, postponed);
    }

    private void announce(JsonBuffer out, int known) {
        if (format == IncrementalFormat.PATHS || postponed.size() == known) {
            return;
        }
        out.raw(",\"pending\":[");
        var separate = false;
        for (var item : postponed.from(known)) {
            out.raw(separate ? "," : "").raw("{\"id\":\"" + item.id() + "\",\"path\":[");
            item.trail().write(out);
            out.put(']');
            plan.part(item.part())
                    .label()
                    .ifPresent(label -> out.raw(",\"label\":").string(label));
            out.put('}');
            separate = true;
        }
        out.put(']');
    }

    private void end(JsonBuffer out, List<Step.Part> starting) {
        starting.forEach(part -> running.add(part.id()));
        var last = running.isEmpty();
        out.raw(last ? ",\"hasNext\":false}" : ",\"hasNext\":true}");
        if (last) {
            execution.over();
        }
        sink.part(out, last);
        for (var part : starting) {
            execution.run(part.step(), () -> withUnswitched(part.id(), () -> deliver(part)));
        }
    }
}
