package io.mitschnitt.gateway.call;

import java.util.List;

/** A call after an input, and what is to be done now, in this order. */
public record Step(Call call, List<Order> orders) {}
