package io.aula.courses.note;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import io.aula.courses.graphql.NodeSource;
import io.aula.platform.id.NoteId;
import io.aula.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of this feature {@code node(id:)} finds. */
@Component
class NoteNodes implements NodeSource {
    private final NoteService notes;

    NoteNodes(NoteService notes) {
        this.notes = notes;
    }

    @Override
    public String prefix() {
        return NoteId.PREFIX;
    }

    @Override
    public @Nullable Object find(String id, DgsDataFetchingEnvironment env) {
        return Caller.current()
                .filter(caller -> caller.hasScope("progress:read"))
                .flatMap(caller -> NoteId.parse(id)
                        .map(known -> notes.own(caller.user(), List.of(known)).get(known)))
                .orElse(null);
    }
}
