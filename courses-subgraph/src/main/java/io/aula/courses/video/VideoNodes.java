package io.aula.courses.video;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import io.aula.courses.graphql.NodeSource;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What {@code node(id:)} finds of videos: one's own. */
@Component
class VideoNodes implements NodeSource {
    private final VideoService videos;

    VideoNodes(VideoService videos) {
        this.videos = videos;
    }

    @Override
    public String prefix() {
        return VideoId.PREFIX;
    }

    @Override
    public @Nullable Object find(String id, DgsDataFetchingEnvironment env) {
        Optional<Caller> caller = Caller.current().filter(each -> each.hasScope("media:read"));
        return VideoId.parse(id).flatMap(known -> videos.own(known, caller)).orElse(null);
    }
}
