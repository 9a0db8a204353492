package io.aula.platform;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, through no fault of the question, from a question that it refuses. */
public final class StoreOutage {
    private StoreOutage() {}

    /** By SQLSTATE: class 08 is the connection, 57P a server that stops or starts (PostgreSQL, appendix A). */
    public static boolean caused(Throwable thrown) {
        for (@Nullable Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLTransientConnectionException) {
                return true; // the pool waited for a connection in vain
            }
            if (at instanceof SQLException refused && isAway(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
