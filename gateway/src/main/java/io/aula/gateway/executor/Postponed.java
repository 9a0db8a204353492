package io.aula.gateway.executor;

import java.util.ArrayList;
import java.util.List;

/** Objects of which a part is still to come, in the order they were written. */
final class Postponed {

    /** {@code id} names the object's part to the client; {@code position} is where the object was written. */
    record Item(int id, int part, Shape.Composite content, long object, Trail trail, int position) {}

    private final List<Item> items = new ArrayList<>();
    private int nextId = 1;

    void add(Shape.Later later, long object, Trail trail, int position) {
        items.add(new Item(nextId++, later.part(), later.content(), object, trail.copy(), position));
    }

    /** What was written from {@code position} on is taken back, so that nothing of it can follow. */
    void cut(int known, int position) {
        while (items.size() > known && items.getLast().position() >= position) {
            items.removeLast();
        }
    }

    int size() {
        return items.size();
    }

    List<Item> from(int first) {
        return List.copyOf(items.subList(first, items.size()));
    }

    List<Item> take(int part) {
        var taken = items.stream().filter(item -> item.part() == part).toList();
        items.removeAll(taken);
        return taken;
    }

    boolean has(int part) {
        return items.stream().anyMatch(item -> item.part() == part);
    }
}
