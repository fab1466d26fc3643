package io.heliograph.delivery.catchup.http;

import io.heliograph.contracts.store.CatchUpCodec;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.delivery.api.http.InternalApi;
import io.heliograph.delivery.catchup.QuestionReader;
import io.heliograph.delivery.catchup.postgres.CatchUpReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/** {@link StorePath#CATCH_UP} and {@link StorePath#HEADS}. */
public final class CatchUpEndpoints {
    private final QuestionReader questions = new QuestionReader();
    private final CatchUpReader reader;

    public CatchUpEndpoints(CatchUpReader reader) {
        this.reader = reader;
    }

    public void register(InternalApi api) {
        api.route(HttpMethod.POST, StorePath.CATCH_UP, this::catchUp);
        api.route(HttpMethod.POST, StorePath.HEADS, this::heads);
    }

    private InternalApi.Reply catchUp(RoutingContext context) {
        QuestionReader.CatchUpQuestions asked = questions.catchUp(InternalApi.body(context));
        byte[] answer = CatchUpCodec.encode(reader.answer(asked.questions(), asked.limit()));
        return new InternalApi.Reply(StorePath.BINARY_MEDIA_TYPE, Buffer.buffer(answer));
    }

    private InternalApi.Reply heads(RoutingContext context) {
        Map<String, String> heads = new TreeMap<>();
        reader.heads(questions.heads(InternalApi.body(context)))
                .forEach((channel, head) -> heads.put(channel.value(), head.toString()));
        return InternalApi.Reply.json(Map.of("heads", heads));
    }
}
