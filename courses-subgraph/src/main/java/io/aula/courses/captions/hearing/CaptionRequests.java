package io.aula.courses.captions.hearing;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.graphql.UserError;
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.RequestCaptionsInput;
import io.aula.courses.video.Video;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the words of a video, in the graph. */
@DgsComponent
public class CaptionRequests {
    private final Hearing hearing;

    CaptionRequests(Hearing hearing) {
        this.hearing = hearing;
    }

    record RequestPayload(@Nullable Video video, List<UserError> userErrors) {}

    @DgsMutation
    public RequestPayload requestCaptions(@InputArgument RequestCaptionsInput input) {
        Result<Video> result = Result.on(
                input.getVideoId(),
                VideoId::parse,
                id -> hearing.request(id, input.getLocales(), input.getSpokenLocale(), Caller.require()));
        return switch (result) {
            case Result.Done<Video>(Video video) -> new RequestPayload(video, List.of());
            case Result.Refused<Video>(var why) -> new RequestPayload(null, UserError.of(why));
        };
    }
}
