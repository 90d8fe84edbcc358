"""The API of the register: same rows, same filter, same masks as the pages."""

from tests.households.factories import make_household

URL = "/api/v1/households/"


def test_list_is_scoped_filtered_and_masked(client, cast):
    own = make_household(area=cast.places.village, head_name="王世山")
    make_household(area=cast.places.next_village, head_name="李春花")
    make_household(area=cast.places.outsider_village)
    client.force_login(cast.township)
    body = client.get(URL).json()
    assert body["count"] == 2
    body = client.get(URL, {"q": "世山"}).json()
    assert [row["household_no"] for row in body["results"]] == [own.household_no]
    assert body["results"][0]["phone"] == f"154****{own.phone[-4:]}"
    assert body["results"][0]["net_income_per_capita"] == "6700.00"
    client.force_login(cast.outsider)
    assert client.get(URL, {"q": "世山"}).json()["count"] == 0


def test_one_household_with_members(client, cast, household):
    client.force_login(cast.township)
    response = client.get(f"{URL}{household.household_no}/")
    body, text = response.json(), response.content.decode()
    assert len(body["members"]) == 2
    assert len(body["incomes"]) == 2
    for member in household.members.all():
        assert member.id_number not in text
        assert member.birth_date.isoformat() not in text
    assert household.phone not in text
    assert household.bank_account not in text
    assert body["members"][0]["birth_year"] == household.members.order_by("relation").first().birth_date.year


def test_outsider_404_stranger_403_nothing_is_written(client, cast, household):
    url = f"{URL}{household.household_no}/"
    assert client.get(url).status_code == 403
    client.force_login(cast.outsider)
    assert client.get(url).status_code == 404
    client.force_login(cast.finance)
    assert client.get(url).status_code == 403
    client.force_login(cast.clerk)
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(url, {}).status_code in (403, 405)


def test_the_number_of_queries_does_not_follow_the_rows(client, cast, django_assert_max_num_queries):
    for _n in range(12):
        make_household(members=1, forms=False, living=False)
    client.force_login(cast.clerk)
    with django_assert_max_num_queries(7):
        client.get(URL)
