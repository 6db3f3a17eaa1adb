select *,
    case when any_beyond or any_unknown then 'tension' else 'contradicts' end as relation,
    false as swapped,
    case when any_beyond then 'beyond' else '' end as conflict,
    cast(null as varchar) as reads
from vector
where meets and comparable and not idle and not any_disjoint
  and not (any_beyond and any_unknown) and not (a_counted and a_left_out)
  and not (any_unknown and count_open) and not (any_beyond and (beside_count or (a_counted and kind = 'broader')))
