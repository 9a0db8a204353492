package io.aula.courses.captions;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.graphql.UserError;
import io.aula.courses.schema.types.ApproveCaptionsInput;
import io.aula.courses.schema.types.CueEditInput;
import io.aula.courses.schema.types.EditCaptionCuesInput;
import io.aula.courses.schema.types.RequestCaptionsInput;
import io.aula.courses.schema.types.RestoreCaptionsInput;
import io.aula.courses.schema.types.UploadCaptionsInput;
import io.aula.courses.video.VideoService;
import io.aula.platform.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people do to the words of videos, in the graph. */
@DgsComponent
public class CaptionMutations {
    private final Hearing hearing;
    private final CaptionEditing editing;
    private final CaptionUpload uploads;
    private final VideoService videos;

    CaptionMutations(Hearing hearing, CaptionEditing editing, CaptionUpload uploads, VideoService videos) {
        this.hearing = hearing;
        this.editing = editing;
        this.uploads = uploads;
        this.videos = videos;
    }

    @DgsMutation
    public Map<String, @Nullable Object> requestCaptions(@InputArgument RequestCaptionsInput input) {
        Map<String, @Nullable Object> payload = new HashMap<>(Map.of("userErrors", List.of()));
        try {
            payload.put(
                    "video",
                    hearing.request(input.getVideoId(), input.getLocales(), input.getSpokenLocale(), Caller.require()));
        } catch (RefusedException refusal) {
            payload.put("userErrors", List.of(refusal.why()));
        }
        return payload;
    }

    @DgsMutation
    public Map<String, @Nullable Object> editCaptionCues(@InputArgument EditCaptionCuesInput input) {
        return answer(() -> editing.edit(
                input.getCaptionTrackId(), input.getExpectedRevision(), edits(input.getEdits()), Caller.require()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> approveCaptions(@InputArgument ApproveCaptionsInput input) {
        return answer(() -> editing.approve(
                input.getCaptionTrackId(), input.getExpectedRevision(), input.getApproved(), Caller.require()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> restoreCaptions(@InputArgument RestoreCaptionsInput input) {
        return answer(() -> editing.restore(
                input.getCaptionTrackId(), input.getExpectedRevision(), input.getVersionRevision(), Caller.require()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> uploadCaptions(@InputArgument UploadCaptionsInput input) {
        return answer(() -> uploads.take(
                new CaptionUpload.Brought(
                        input.getVideoId(),
                        input.getLocale(),
                        input.getContentBase64(),
                        Optional.ofNullable(input.getExpectedRevision()),
                        input.getShiftMs()),
                Caller.require()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> deleteCaptions(
            @InputArgument String captionTrackId, @InputArgument int expectedRevision) {
        return answer(() -> editing.delete(captionTrackId, expectedRevision, Caller.require()));
    }

    private Map<String, @Nullable Object> answer(Supplier<CaptionChange> useCase) {
        Map<String, @Nullable Object> payload = new HashMap<>();
        payload.put("changedCues", List.of());
        payload.put("deletedCueIds", List.of());
        payload.put("userErrors", List.of());
        try {
            CaptionChange change = useCase.get();
            payload.put("captionTrack", change.track());
            payload.put("video", videos.byIds(List.of(change.videoId())).get(change.videoId()));
            payload.put("changedCues", change.changed());
            payload.put("deletedCueIds", change.deleted());
        } catch (RefusedException refusal) {
            payload.put("userErrors", List.of(refusal.why()));
        }
        return payload;
    }

    private static List<CueEdit> edits(List<CueEditInput> inputs) {
        List<CueEdit> edits = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            edits.add(edit(inputs.get(i), i));
        }
        return edits;
    }

    private static CueEdit edit(CueEditInput input, int place) {
        List<CueEdit> acts = Stream.of(
                        Optional.ofNullable(input.getChange()).map(change -> (CueEdit) new CueEdit.Change(
                                number(change.getCueId(), place),
                                change.getText(),
                                change.getStartMs(),
                                change.getEndMs())),
                        Optional.ofNullable(input.getInsert()).map(insert ->
                                (CueEdit) new CueEdit.Insert(insert.getStartMs(), insert.getEndMs(), insert.getText())),
                        Optional.ofNullable(input.getDelete())
                                .map(cue -> (CueEdit) new CueEdit.Delete(number(cue, place))),
                        Optional.ofNullable(input.getSplit()).map(split -> (CueEdit) new CueEdit.Split(
                                number(split.getCueId(), place), split.getTextOffset(), split.getAtMs())),
                        Optional.ofNullable(input.getMerge())
                                .map(cue -> (CueEdit) new CueEdit.Merge(number(cue, place))))
                .flatMap(Optional::stream)
                .toList();
        if (acts.size() != 1) {
            throw new RefusedException(UserError.invalid(
                    "ONE_EDIT_EACH",
                    "Cada cambio es uno solo: change, insert, delete, split o merge.",
                    "Each edit is exactly one: change, insert, delete, split or merge.",
                    "edits",
                    String.valueOf(place)));
        }
        return acts.getFirst();
    }

    /** What is no number of a cue is the number of none. */
    private static int number(String cueId, int place) {
        if (!cueId.matches("[1-9][0-9]{0,8}")) {
            throw new RefusedException(UserError.invalid(
                    "CUE_GONE", "Ese subtítulo ya no está.", "That cue is gone.", "edits", String.valueOf(place)));
        }
        return Integer.parseInt(cueId);
    }
}
