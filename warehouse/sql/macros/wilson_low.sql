-- Lower end of the Wilson score interval of a share, 95 %.
create or replace macro wilson_low(hits, total) as
case
    when total > 0
        then greatest(
            0,
            (
                hits / total + 1.9208 / total
                - 1.96 * sqrt(hits / total * (1 - hits / total) / total + 0.9604 / (total * total))
            )
            / (1 + 3.8416 / total)
        )
end;
