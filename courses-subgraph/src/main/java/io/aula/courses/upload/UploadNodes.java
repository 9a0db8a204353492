package io.aula.courses.upload;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import io.aula.courses.graphql.NodeSource;
import io.aula.platform.id.UploadId;
import io.aula.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What {@code node(id:)} finds of uploads: one's own. */
@Component
class UploadNodes implements NodeSource {
    private final UploadService uploads;

    UploadNodes(UploadService uploads) {
        this.uploads = uploads;
    }

    @Override
    public String prefix() {
        return UploadId.PREFIX;
    }

    @Override
    public @Nullable Object find(String id, DgsDataFetchingEnvironment env) {
        return Caller.current()
                .filter(caller -> caller.hasScope("media:upload"))
                .flatMap(caller -> UploadId.parse(id).flatMap(known -> uploads.own(known, caller)))
                .orElse(null);
    }
}
