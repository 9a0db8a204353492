package io.aula.courses.graphql;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** A feature's answer to {@code node(id:)} for one prefix; it decides again what the caller may see. */
public interface NodeSource {
    String prefix();

    /** The object, a future of it, or null. */
    @Nullable
    Object find(String id, DgsDataFetchingEnvironment env);
}
