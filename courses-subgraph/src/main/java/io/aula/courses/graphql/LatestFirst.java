package io.aula.courses.graphql;

import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

/**
 * The order of rows by a moment, latest first, and by id where moments are equal. A page begins beyond its cursor, which
 * carries microseconds: all that PostgreSQL keeps.
 */
public record LatestFirst<I>(Field<Instant> at, Field<I> id) {

    public static long key(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    public Condition beyond(Slice slice) {
        if (slice.from().isEmpty()) {
            return DSL.noCondition();
        }
        Cursor from = slice.from().get();
        var row = DSL.row(at, id);
        var there = DSL.row(DSL.val(Instant.EPOCH.plus(from.key(), ChronoUnit.MICROS), at), DSL.val(from.id(), id));
        return slice.isBackward() ? row.gt(there) : row.lt(there);
    }

    public List<OrderField<?>> order(Slice slice) {
        return slice.isBackward() ? List.of(at.asc(), id.asc()) : List.of(at.desc(), id.desc());
    }
}
