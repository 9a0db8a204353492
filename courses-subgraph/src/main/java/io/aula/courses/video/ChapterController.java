package io.aula.courses.video;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.graphql.UserError;
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.ChapterInput;
import io.aula.courses.schema.types.LocalizedTextInput;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Chapters in the graph. */
@DgsComponent
public class ChapterController {
    static final String CHAPTERS = "chapters";
    /** In which a title is looked for when the reader's language has none. */
    private static final String USUAL = "es";

    @DgsDataLoader(name = CHAPTERS)
    public final MappedBatchLoader<VideoId, List<Chapter>> chaptersLoader;

    private final ChapterEditing editing;

    ChapterController(ChapterEditing editing) {
        this.editing = editing;
        chaptersLoader = ids -> CompletableFuture.completedFuture(editing.of(ids));
    }

    record VideoPayload(@Nullable Video video, List<UserError> userErrors) {}

    record InLanguage(String locale, String text) {}

    @DgsMutation
    public VideoPayload setChapters(@InputArgument String videoId, @InputArgument List<ChapterInput> chapters) {
        List<ChapterEditing.Typed> typed =
                chapters.stream().map(ChapterController::typed).toList();
        return switch (Result.on(videoId, VideoId::parse, id -> editing.set(Caller.require(), id, typed))) {
            case Result.Done<Video>(Video video) -> new VideoPayload(video, List.of());
            case Result.Refused<Video>(var why) -> new VideoPayload(null, UserError.of(why));
        };
    }

    private static ChapterEditing.Typed typed(ChapterInput input) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (LocalizedTextInput each : input.getTitle()) {
            titles.put(each.getLocale(), each.getText());
        }
        return new ChapterEditing.Typed(input.getStartMs(), titles);
    }

    @DgsData(parentType = "Video", field = "chapters")
    public CompletableFuture<List<Chapter>> chaptersOf(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        DataLoader<VideoId, @Nullable List<Chapter>> loader = Objects.requireNonNull(env.getDataLoader(CHAPTERS));
        return loader.load(video.id()).thenApply(found -> found == null ? List.of() : found);
    }

    @DgsData(parentType = "Chapter")
    public String title(DataFetchingEnvironment env) {
        return chapter(env).titles().orEmpty(env.getArgument("locale"), USUAL);
    }

    @DgsData(parentType = "Chapter")
    public List<InLanguage> titles(DataFetchingEnvironment env) {
        return chapter(env).titles().byLocale().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new InLanguage(each.getKey(), each.getValue()))
                .toList();
    }

    private static Chapter chapter(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
