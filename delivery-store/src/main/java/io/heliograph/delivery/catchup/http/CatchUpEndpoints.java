package io.heliograph.delivery.catchup.http;

import io.heliograph.contracts.store.CatchUpCodec;
import io.heliograph.contracts.store.HistoryPageCodec;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.delivery.api.http.InternalApi;
import io.heliograph.delivery.catchup.QuestionReader;
import io.heliograph.delivery.catchup.postgres.CatchUpReader;
import io.heliograph.delivery.catchup.postgres.HistoryReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/** {@link StorePath#CATCH_UP}, {@link StorePath#HEADS} and {@link StorePath#HISTORY}. */
public final class CatchUpEndpoints {
    private final QuestionReader questions = new QuestionReader();
    private final CatchUpReader reader;
    private final HistoryReader history;

    public CatchUpEndpoints(CatchUpReader reader, HistoryReader history) {
        this.history = history;
        this.reader = reader;
    }

    public void register(InternalApi api) {
        api.route(HttpMethod.POST, StorePath.CATCH_UP, this::catchUp);
        api.route(HttpMethod.POST, StorePath.HEADS, this::heads);
        api.route(HttpMethod.POST, StorePath.HISTORY, this::history);
    }

    private InternalApi.Reply catchUp(RoutingContext context) {
        QuestionReader.CatchUpQuestions asked = questions.catchUp(InternalApi.body(context));
        byte[] answer = CatchUpCodec.encode(reader.answer(asked.questions(), asked.limit()));
        return new InternalApi.Reply(StorePath.BINARY_MEDIA_TYPE, Buffer.buffer(answer));
    }

    private InternalApi.Reply history(RoutingContext context) {
        byte[] answer = HistoryPageCodec.encode(history.answer(questions.history(InternalApi.body(context))));
        return new InternalApi.Reply(StorePath.BINARY_MEDIA_TYPE, Buffer.buffer(answer));
    }

    private InternalApi.Reply heads(RoutingContext context) {
        Map<String, String> heads = new TreeMap<>();
        reader.heads(questions.heads(InternalApi.body(context)))
                .forEach((channel, head) -> heads.put(channel.value(), head.toString()));
        return InternalApi.Reply.json(Map.of("heads", heads));
    }
}
