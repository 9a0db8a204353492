package io.aula.courses.captions.editing;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.TranscriptCue;
import io.aula.courses.graphql.UserError;
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.ApproveCaptionsInput;
import io.aula.courses.schema.types.EditCaptionCuesInput;
import io.aula.courses.schema.types.RestoreCaptionsInput;
import io.aula.courses.schema.types.UploadCaptionsInput;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people do to the words of videos, in the graph. */
@DgsComponent
public class CaptionMutations {
    private final CaptionEditing editing;
    private final CaptionUpload uploads;
    private final VideoService videos;

    CaptionMutations(CaptionEditing editing, CaptionUpload uploads, VideoService videos) {
        this.editing = editing;
        this.uploads = uploads;
        this.videos = videos;
    }

    record CaptionsPayload(
            @Nullable Track captionTrack,
            @Nullable Video video,
            List<TranscriptCue> changedCues,
            Set<Integer> deletedCueIds,
            List<UserError> userErrors) {}

    @DgsMutation
    public CaptionsPayload editCaptionCues(@InputArgument EditCaptionCuesInput input) {
        return payload(Result.on(
                input.getCaptionTrackId(),
                TrackId::parse,
                id -> editing.edit(id, input.getExpectedRevision(), input.getEdits(), Caller.require())));
    }

    @DgsMutation
    public CaptionsPayload approveCaptions(@InputArgument ApproveCaptionsInput input) {
        return payload(Result.on(
                input.getCaptionTrackId(),
                TrackId::parse,
                id -> editing.approve(id, input.getExpectedRevision(), input.getApproved(), Caller.require())));
    }

    @DgsMutation
    public CaptionsPayload restoreCaptions(@InputArgument RestoreCaptionsInput input) {
        return payload(Result.on(
                input.getCaptionTrackId(),
                TrackId::parse,
                id -> editing.restore(id, input.getExpectedRevision(), input.getVersionRevision(), Caller.require())));
    }

    @DgsMutation
    public CaptionsPayload uploadCaptions(@InputArgument UploadCaptionsInput input) {
        return payload(Result.on(
                input.getVideoId(),
                VideoId::parse,
                id -> uploads.take(
                        new CaptionUpload.Brought(
                                id,
                                input.getLocale(),
                                input.getContentBase64(),
                                Optional.ofNullable(input.getExpectedRevision()),
                                input.getShiftMs()),
                        Caller.require())));
    }

    @DgsMutation
    public CaptionsPayload deleteCaptions(@InputArgument String captionTrackId, @InputArgument int expectedRevision) {
        return payload(Result.on(
                captionTrackId, TrackId::parse, id -> editing.delete(id, expectedRevision, Caller.require())));
    }

    private CaptionsPayload payload(Result<CaptionChange> result) {
        return switch (result) {
            case Result.Done<CaptionChange>(CaptionChange change) ->
                new CaptionsPayload(
                        change.track(),
                        videos.byIds(List.of(change.videoId())).get(change.videoId()),
                        change.changed(),
                        change.deleted(),
                        List.of());
            case Result.Refused<CaptionChange>(var why) ->
                new CaptionsPayload(null, null, List.of(), Set.of(), UserError.of(why));
        };
    }
}
