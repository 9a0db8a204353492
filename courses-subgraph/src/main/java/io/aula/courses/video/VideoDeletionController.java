package io.aula.courses.video;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.graphql.Payload;
import io.aula.platform.security.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deleting one's videos and bringing them back, in the graph. */
@DgsComponent
public class VideoDeletionController {
    private final VideoDeletion deletion;

    VideoDeletionController(VideoDeletion deletion) {
        this.deletion = deletion;
    }

    @DgsMutation
    public Map<String, @Nullable Object> deleteVideo(@InputArgument String id, @InputArgument boolean forGood) {
        return Payload.of("deletedId", () -> deletion.delete(id, forGood, Caller.require()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> restoreVideo(@InputArgument String id) {
        return Payload.of("video", () -> deletion.restore(id, Caller.require()));
    }
}
