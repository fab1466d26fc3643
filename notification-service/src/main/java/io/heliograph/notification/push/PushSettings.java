package io.heliograph.notification.push;

import java.util.Optional;

/** @param identity empty when this installation does not use Web Push */
public record PushSettings(Optional<VapidIdentity> identity) {}
