package io.aula.courses.video;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.graphql.UserError;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deleting one's videos and bringing them back, in the graph. */
@DgsComponent
public class VideoDeletionController {
    private final VideoDeletion deletion;

    VideoDeletionController(VideoDeletion deletion) {
        this.deletion = deletion;
    }

    record DeletePayload(@Nullable String deletedId, List<UserError> userErrors) {}

    record VideoPayload(@Nullable Video video, List<UserError> userErrors) {}

    @DgsMutation
    public DeletePayload deleteVideo(@InputArgument String id, @InputArgument boolean forGood) {
        return VideoId.parse(id)
                        .filter(known -> deletion.delete(known, forGood, Caller.require()))
                        .isPresent()
                ? new DeletePayload(id, List.of())
                : new DeletePayload(null, List.of(UserError.notFound(id)));
    }

    @DgsMutation
    public VideoPayload restoreVideo(@InputArgument String id) {
        return VideoId.parse(id)
                .flatMap(known -> deletion.restore(known, Caller.require()))
                .map(video -> new VideoPayload(video, List.of()))
                .orElseGet(() -> new VideoPayload(null, List.of(UserError.notFound(id))));
    }
}
