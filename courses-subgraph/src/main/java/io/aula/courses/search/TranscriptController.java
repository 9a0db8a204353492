package io.aula.courses.search;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import org.jspecify.annotations.Nullable;

/** The search in what was said, in the graph. */
@DgsComponent
public class TranscriptController {
    private final TranscriptSearch search;

    TranscriptController(TranscriptSearch search) {
        this.search = search;
    }

    @DgsQuery
    public Connection<?> searchTranscripts(
            @InputArgument String query,
            @InputArgument @Nullable String locale,
            @InputArgument @Nullable String courseId,
            @InputArgument boolean onlyEntitled,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after) {
        return search.find(
                PlainText.name(query), locale, courseId, onlyEntitled, Slice.forward(first, after), Caller.current());
    }
}
