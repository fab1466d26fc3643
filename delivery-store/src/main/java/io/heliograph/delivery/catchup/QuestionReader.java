package io.heliograph.delivery.catchup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.HistoryRequest;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.delivery.api.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads questions about channels. Whatever is wrong with one becomes a {@link ProblemException}. Safe for concurrent use. */
public final class QuestionReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param limit the most offsets per channel */
    public record CatchUpQuestions(List<Question> questions, int limit) {
        public CatchUpQuestions {
            questions = List.copyOf(questions);
        }
    }

    private record HeadsRequest(@Nullable List<@Nullable String> channels) {}

    public CatchUpQuestions catchUp(byte[] json) {
        CatchUpRequest request = parse(CatchUpRequest.class, json);
        return new CatchUpQuestions(
                request.channels().stream().map(QuestionReader::question).toList(), request.limit());
    }

    public List<ChannelName> heads(byte[] json) {
        HeadsRequest request = parse(HeadsRequest.class, json);
        List<@Nullable String> channels = request.channels();
        if (channels == null) {
            throw new ProblemException(ProblemCode.MALFORMED, "member 'channels' is required");
        }
        if (channels.size() > StorePath.MAX_CHANNELS) {
            throw new ProblemException(
                    ProblemCode.MALFORMED,
                    "at most %d channels a request, has %d".formatted(StorePath.MAX_CHANNELS, channels.size()));
        }
        return channels.stream().map(QuestionReader::channel).toList();
    }

    public HistoryQuestion history(byte[] json) {
        HistoryRequest request = parse(HistoryRequest.class, json);
        String before = request.before();
        return new HistoryQuestion(
                channel(request.channel()), before == null ? null : position(before), request.limit());
    }

    private static Question question(CatchUpRequest.@Nullable Item item) {
        if (item == null) {
            throw new ProblemException(ProblemCode.MALFORMED, "an item of 'channels' must be an object, is null");
        }
        ChannelName channel = channel(item.channel());
        // Jackson leaves out what the JSON leaves out, whatever the types say.
        CatchUpRequest.@Nullable From from = item.from();
        return switch (from) {
            case null -> throw new ProblemException(ProblemCode.MALFORMED, "member 'from' is required");
            case CatchUpRequest.From.AtHead _ -> new Question.From(channel, new Start.Head());
            case CatchUpRequest.From.AtBeginning _ -> new Question.From(channel, new Start.Beginning());
            case CatchUpRequest.From.AtPosition at -> new Question.From(channel, Start.after(position(at.position())));
            case CatchUpRequest.From.AtAcknowledgement at -> acknowledgement(channel, at.user(), at.device());
        };
    }

    private static Question acknowledgement(ChannelName channel, @Nullable String user, @Nullable String device) {
        if (user == null || user.isEmpty()) {
            throw new ProblemException(ProblemCode.MALFORMED, "member 'user' of 'from' is required");
        }
        return new Question.FromAcknowledgement(channel, user, device);
    }

    private static ChannelName channel(@Nullable String name) {
        if (name == null || !ChannelName.isValid(name)) {
            throw new ProblemException(
                    ProblemCode.INVALID_CHANNEL,
                    "a channel is kind:id of at most 128 characters (docs/protocol.md §1.1)");
        }
        return new ChannelName(name);
    }

    private static Position position(@Nullable String text) {
        try {
            return Position.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.INVALID_POSITION, "a position is 0 or <epoch>.<offset>", e);
        }
    }

    private static <T> T parse(Class<T> type, byte[] json) {
        try (JsonParser parser = JsonText.untrustedParser(json)) {
            T value = MAPPER.readValue(parser, type);
            if (value == null) {
                throw new ProblemException(ProblemCode.MALFORMED, "the body must be an object");
            }
            return value;
        } catch (JacksonException e) {
            throw new ProblemException(ProblemCode.MALFORMED, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
